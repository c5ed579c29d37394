"""Runs every test here and ends with one line: N passed, N failed."""

import sys
import unittest
from pathlib import Path


def main():
    folder = str(Path(__file__).resolve().parent)
    sys.path.insert(0, folder)
    suite = unittest.defaultTestLoader.discover(folder, pattern="test_*.py")
    result = unittest.TextTestRunner(stream=sys.stderr, verbosity=1).run(suite)
    for test, reason in result.skipped:
        print(f"skipped: {test}: {reason}")
    # A failing subtest is counted beside its test; a class that can't be set up runs no test.
    broken = {str(getattr(test, "test_case", test)) for test, _ in result.failures + result.errors}
    failed = len(broken)
    unset = sum(not isinstance(test, unittest.TestCase) for test, _ in result.errors)
    passed = max(0, result.testsRun - len(result.skipped) - failed + unset)
    print(f"{passed} passed, {failed} failed")
    return 0 if result.wasSuccessful() else 1


if __name__ == "__main__":
    sys.exit(main())
