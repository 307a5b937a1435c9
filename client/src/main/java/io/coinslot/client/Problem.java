package io.coinslot.client;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A refusal as RFC 9457 tells it. {@code traceId} finds it in the operators' logs. */
public record Problem(
        String type,
        @Nullable String title,
        int status,
        @Nullable String detail,
        List<FieldError> errors,
        @Nullable String traceId)
        implements Serializable {

    public Problem {
        errors = List.copyOf(errors);
    }

    /** The last part of the type, such as {@code sale-over}; empty for about:blank. */
    public String name() {
        int slash = type.lastIndexOf('/');
        return slash < 0 ? "" : type.substring(slash + 1);
    }

    /** What is wrong with one field, named by its JSON pointer. */
    public record FieldError(String pointer, @Nullable String detail) implements Serializable {}
}
