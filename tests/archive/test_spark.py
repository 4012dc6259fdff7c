"""On Apache Spark the same comes out. Here Spark runs on this machine, in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys

from tests.archive.archives import GROUND, table, write_parquet


def test_spark_shows_the_same_with_the_same_checksum(tmp_path, talk, expected):
    folder = tmp_path / "in"
    folder.mkdir()
    write_parquet(folder / "talk.parquet", talk)
    ran = subprocess.run(
        [sys.executable, "-m", "inbeeld.cli", "archive", "screen", folder, tmp_path / "out",
         "--ground", GROUND, "--spark", "local[2]", "--buckets", "2", "--format", "json"],
        env=os.environ | {"SPARK_LOCAL_IP": "127.0.0.1", "SPARK_LOCAL_DIRS": str(tmp_path)},
        capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    found = json.loads(ran.stdout)
    assert found["engine"] == "spark"
    assert found["checksum"] == expected[1].checksum
    assert found["counts"] == expected[1].as_dict()["counts"]
    assert len(table(tmp_path / "out", "findings")) == expected[1].tally.findings
    assert len(table(tmp_path / "out", "conversations")) == expected[1].tally.conversations
