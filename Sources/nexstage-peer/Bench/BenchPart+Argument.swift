import ArgumentParser
import Lab

extension BenchPart: ExpressibleByArgument {}
