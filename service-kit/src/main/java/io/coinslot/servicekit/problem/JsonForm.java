package io.coinslot.servicekit.problem;

import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.Collection;
import java.util.Currency;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;

/** What JSON calls that which we read into our types. */
final class JsonForm {
    private static final Set<Class<?>> WHOLE = Set.of(
            byte.class,
            Byte.class,
            short.class,
            Short.class,
            int.class,
            Integer.class,
            long.class,
            Long.class,
            BigInteger.class);
    private static final Set<Class<?>> WRITTEN = Set.of(URI.class, UUID.class, Currency.class, Duration.class);
    private static final Set<Class<?>> BROKEN = Set.of(float.class, double.class);

    private JsonForm() {}

    /** In words that follow "must be". */
    static String of(Class<?> type) {
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (WHOLE.contains(type)) {
            return "an integer";
        }
        if (BROKEN.contains(type) || Number.class.isAssignableFrom(type)) {
            return "a number";
        }
        if (type.isEnum()) {
            return "one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(each -> ((Enum<?>) each).name())
                            .collect(Collectors.joining(", "));
        }
        return isText(type) ? "a string" : isList(type) ? "an array" : "an object";
    }

    /** Whether only some texts can be read into the type, such as times: that it is no text is not what is wrong then. */
    static boolean isWritten(Class<?> type) {
        return Temporal.class.isAssignableFrom(type) || WRITTEN.contains(type);
    }

    private static boolean isText(Class<?> type) {
        return CharSequence.class.isAssignableFrom(type) || isWritten(type) || type == byte[].class;
    }

    private static boolean isList(Class<?> type) {
        return type.isArray() || Collection.class.isAssignableFrom(type) || ArrayNode.class.isAssignableFrom(type);
    }
}
