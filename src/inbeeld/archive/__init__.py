"""What many conversations show: an archive as a whole, or messages as they come.

Nothing is imported here, so that whoever wants a stream does not wait for Arrow:
`inbeeld.archive.run` reads an archive on one machine, `inbeeld.archive.spark` on a cluster, and
`inbeeld.archive.stream` answers messages one by one.
"""
