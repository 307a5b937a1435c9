package io.coinslot.servicekit.idempotency;

import io.coinslot.servicekit.problem.GeneralProblem;
import io.coinslot.servicekit.problem.Problem;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The client's name for one logical request, from the header Idempotency-Key. Controllers take it as a parameter; a
 * request without it is refused with 400. What a key created gets an id derived from it ({@link DerivedId}), so that
 * the unique id of the document decides between two requests with the same key.
 */
public record IdempotencyKey(String value) {
    public static final String HEADER = "Idempotency-Key";
    /** Set to true on an answer that repeats the first one. */
    public static final String REPLAYED_HEADER = "Idempotent-Replayed";

    private static final Pattern PRINTABLE = Pattern.compile("[\\x21-\\x7e]([\\x20-\\x7e]{0,253}[\\x21-\\x7e])?");

    public static IdempotencyKey parse(@Nullable String text, String pointer) {
        if (text == null || text.isBlank()) {
            throw Problem.atField(
                            GeneralProblem.MISSING_IDEMPOTENCY_KEY,
                            pointer,
                            "Send a key of your own that is unique to this request, such as a UUID")
                    .asException();
        }
        if (!PRINTABLE.matcher(text).matches()) {
            throw Problem.invalid(pointer, "must be 1 to 255 printable ASCII characters")
                    .asException();
        }
        return new IdempotencyKey(text);
    }
}
