import Platform
import RankingEvaluation
import SearchEngine

/// What the exit code says. Wrong command lines end with 64, `EX_USAGE`, by the argument parser.
enum ExitStatus: Int32 {
  /// The work is done, and the answer is bad news.
  case badNews = 1
  /// Nothing was done.
  case nothingDone = 2
  /// The user stopped it: 128 + `SIGINT`.
  case interrupted = 130
}

/// Why a command ends with something else than 0.
struct CommandFailure: Error {
  var status: ExitStatus
  /// What standard error is told; `nil` where it was told already.
  var message: String?

  init(_ status: ExitStatus, _ message: String? = nil) {
    self.status = status
    self.message = message
  }

  /// The failure that an error of the modules below means, `nil` for the argument parser's own.
  init?(_ error: any Error) {
    switch error {
    case let failure as CommandFailure: self = failure
    case let error as IndexError: self.init(.nothingDone, error.description)
    case let error as StorageError: self.init(.nothingDone, error.description)
    case let error as SearchError: self.init(.nothingDone, error.description)
    case let error as SchemaError: self.init(.nothingDone, error.description)
    case let error as SourceError: self.init(.nothingDone, error.description)
    case let error as MappingError: self.init(.nothingDone, error.description)
    case let error as InvalidRequest: self.init(.nothingDone, error.description)
    case let error as EvaluationFileError: self.init(.nothingDone, error.description)
    default: return nil
    }
  }
}
