package io.coinslot.servicekit.problem;

import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.PropertyBindingException;

/** Says what is wrong with a body of JSON without quoting it: a secret may have slipped into the wrong place. */
public final class UnreadableBody {
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
        if (cause instanceof MismatchedInputException mismatch && !(cause instanceof PropertyBindingException)) {
            Class<?> wanted = mismatch.getTargetType();
            return wanted == null ? "is not of the expected form" : "must be of the form " + wanted.getSimpleName();
        }
        return cause.getOriginalMessage();
    }

    private static String pointer(JacksonException cause) {
        StringBuilder pointer = new StringBuilder();
        for (JacksonException.Reference part : cause.getPath()) {
            pointer.append('/');
            pointer.append(part.getPropertyName() == null ? part.getIndex() : part.getPropertyName());
        }
        return pointer.toString();
    }
}
