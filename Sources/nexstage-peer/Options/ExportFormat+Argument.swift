public import ArgumentParser
public import Replica

extension ExportFormat: ExpressibleByArgument {}
