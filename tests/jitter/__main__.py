"""`python -m tests.jitter MODULE ARGUMENTS`: run a module in a process whose emulator is late as the tests' own is."""

import os
import runpy
import sys

from tests.jitter.delays import VARIABLE, begin

begin(os.environ[VARIABLE])
sys.argv = sys.argv[1:]
runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
