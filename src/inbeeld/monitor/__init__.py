"""What do the lists of a period say together?"""
