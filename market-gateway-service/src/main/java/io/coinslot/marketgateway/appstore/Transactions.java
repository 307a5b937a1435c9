package io.coinslot.marketgateway.appstore;

import io.coinslot.marketgateway.payment.Receipt;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How the App Store names transactions and countries. */
final class Transactions {
    /** Nothing else may get into the path of a request. */
    private static final Pattern ID = Pattern.compile("[0-9]{1,20}");

    private static final Map<String, String> ALPHA_2_BY_ALPHA_3 = Arrays.stream(Locale.getISOCountries())
            .collect(Collectors.toMap(
                    country -> Locale.of("", country).getISO3Country(), Function.identity(), (first, second) -> first));

    private Transactions() {}

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** The one receipt that names a transaction, however it was handed in. */
    static Receipt receipt(String transactionId) {
        return new Receipt(Receipt.Kind.TRANSACTION_ID, transactionId);
    }

    /** The storefront's country, which Apple names by three letters. */
    static @Nullable String country(@Nullable String storefront) {
        return storefront == null ? null : ALPHA_2_BY_ALPHA_3.get(storefront);
    }
}
