package io.coinslot.servicekit.problem;

import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.PropertyBindingException;

/** Says what is wrong with a body of JSON without quoting it: a secret may have slipped into the wrong place. */
public final class UnreadableBody {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,63}");
    /** A name with more of them is not repeated: it may be the number of a card. */
    private static final int MOST_DIGITS = 7;

    private UnreadableBody() {}

    /** A 400 that names the field. */
    public static Problem problem(JacksonException cause) {
        return Problem.invalid(pointer(cause), complaint(cause));
    }

    /** Where the parser's own words quote what was sent, others are found. */
    private static String complaint(JacksonException cause) {
        if (cause instanceof StreamReadException) {
            return "is not JSON at line " + cause.getLocation().getLineNr() + ", column "
                    + cause.getLocation().getColumnNr();
        }
        if (cause instanceof PropertyBindingException) {
            return "there is no such field";
        }
        if (cause instanceof MismatchedInputException mismatch) {
            Class<?> wanted = mismatch.getTargetType();
            return wanted == null ? "is not of the expected form" : "must be of the form " + wanted.getSimpleName();
        }
        return cause.getOriginalMessage();
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
