package io.coinslot.servicekit.problem;

import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonPointer;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.PropertyBindingException;

/**
 * Says what is wrong with a body of JSON without quoting it: a secret may have slipped into the wrong place. Nor does it
 * say anything of Java: where the parser's own words would, others are found.
 */
public final class UnreadableBody {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,63}");
    private static final Pattern INDEX = Pattern.compile("[0-9]{1,7}");
    /** A name with more of them is not repeated: it may be the number of a card. */
    private static final int MOST_DIGITS = 7;

    private UnreadableBody() {}

    /** A 400 that names the field. */
    public static Problem problem(JacksonException cause) {
        return problem(cause, "");
    }

    /**
     * The same, of a part that was read by itself.
     *
     * @param at JSON pointer to the part within the body
     */
    public static Problem problem(JacksonException cause, String at) {
        return isRepetition(cause)
                ? Problem.invalid(at + placeOf((StreamReadException) cause), "stands there more than once")
                : Problem.invalid(at + pointer(cause), complaint(cause));
    }

    private static String complaint(JacksonException cause) {
        return switch (cause) {
            case InputCoercionException _ -> "is too large a number";
            case StreamReadException broken ->
                "is not JSON at line " + broken.getLocation().getLineNr() + ", column "
                        + broken.getLocation().getColumnNr();
            case StreamConstraintsException _ -> "has too long a name, text or number, or is nested too deeply";
            case PropertyBindingException _ -> "there is no such field";
            case InvalidFormatException odd
            when JsonForm.isWritten(odd.getTargetType()) -> "is not of the expected form";
            case MismatchedInputException trailing
            when saysOf(trailing, "Trailing token") -> "is followed by something else";
            case MismatchedInputException other
            when other.getTargetType() != null -> "must be " + JsonForm.of(other.getTargetType());
            default -> "is not of the expected form";
        };
    }

    /** The parser has no type for either: it tells them by its words alone. */
    private static boolean saysOf(JacksonException cause, String begin) {
        String message = cause.getOriginalMessage();
        return message != null && message.startsWith(begin);
    }

    private static boolean isRepetition(JacksonException cause) {
        return cause instanceof StreamReadException && saysOf(cause, "Duplicate ");
    }

    /** Where the parser was: of names, unlike of values, its exceptions do not tell it. */
    private static String placeOf(StreamReadException cause) {
        StringBuilder place = new StringBuilder();
        if (cause.processor() == null) {
            return pointer(cause);
        }
        JsonPointer left = cause.processor().streamReadContext().pathAsPointer();
        while (!left.matches()) {
            String part = left.getMatchingProperty();
            if (!isName(part) && !INDEX.matcher(part).matches()) {
                break;
            }
            place.append('/').append(part);
            left = left.tail();
        }
        return place.toString();
    }

    private static String pointer(JacksonException cause) {
        StringBuilder pointer = new StringBuilder();
        for (JacksonException.Reference part : cause.getPath()) {
            String name = part.getPropertyName();
            if (name != null && !isName(name)) {
                break;
            }
            pointer.append('/').append(name == null ? Integer.toString(part.getIndex()) : name);
        }
        return pointer.toString();
    }

    private static boolean isName(String text) {
        return NAME.matcher(text).matches()
                && text.chars().filter(Character::isDigit).count() <= MOST_DIGITS;
    }
}
