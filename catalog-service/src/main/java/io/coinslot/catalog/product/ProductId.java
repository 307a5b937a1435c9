package io.coinslot.catalog.product;

import io.coinslot.servicekit.problem.Problem;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names a product within its service: 1 to 128 letters, digits, "." "_" and "-", beginning with a letter or digit. */
public record ProductId(String value) {
    private static final Pattern PATTERN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

    /** Reads an id, or throws a problem that names the field. */
    static ProductId parse(@Nullable String text, String pointer) {
        if (text == null || !PATTERN.matcher(text).matches()) {
            throw Problem.invalid(
                            pointer, "must be 1 to 128 letters, digits, . _ and -, beginning with a letter or digit")
                    .asException();
        }
        return new ProductId(text);
    }

    /** The key among the products of all services; also the key on the topic. */
    String in(String serviceId) {
        return serviceId + "/" + value;
    }
}
