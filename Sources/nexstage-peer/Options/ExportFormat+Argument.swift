import ArgumentParser
import Replica

extension ExportFormat: ExpressibleByArgument {}
