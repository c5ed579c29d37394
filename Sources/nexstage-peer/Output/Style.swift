/// The few ways in which text is shown on a terminal.
///
/// The verdicts' colours are those of the gate page, with the nearest of 256 where a terminal has
/// no more.
enum Style {
    case admitted
    case alreadyIn
    case stop
    case out
    case confirm
    case strong
    case quiet
    case warning
    case good

    /// The parameters of «select graphic rendition».
    func code(trueColour: Bool) -> String {
        switch self {
        case .admitted: trueColour ? "1;38;2;0;0;0;48;2;155;246;193" : "1;38;5;16;48;5;121"
        case .alreadyIn: trueColour ? "1;38;2;0;0;0;48;2;255;158;27" : "1;38;5;16;48;5;214"
        case .stop: trueColour ? "1;38;2;255;255;255;48;2;138;0;18" : "1;38;5;231;48;5;88"
        case .out: trueColour ? "1;38;2;0;60;200;48;2;255;255;255" : "1;38;5;20;48;5;231"
        case .confirm: trueColour ? "1;38;2;0;0;0;48;2;255;224;160" : "1;38;5;16;48;5;223"
        case .strong: "1"
        case .quiet: "2"
        case .warning: "33"
        case .good: "32"
        }
    }
}
