public import ArgumentParser
public import Platform

extension SourceFormat: ExpressibleByArgument {}
extension SearchRequest.Match: ExpressibleByArgument {}
extension SearchRequest.Sort: ExpressibleByArgument {}
