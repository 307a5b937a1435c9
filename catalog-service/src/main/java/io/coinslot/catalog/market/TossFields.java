package io.coinslot.catalog.market;

import java.util.regex.Pattern;

/** The names and keys of a merchant of Toss Payments; those of the payment widget carry a g. */
final class TossFields {
    private static final Pattern MERCHANT_ID = Pattern.compile("[A-Za-z0-9_]{1,14}");
    private static final Pattern CLIENT_KEY = Pattern.compile("(test|live)_g?ck_[A-Za-z0-9]{1,100}");
    private static final Pattern SECRET_KEY = Pattern.compile("(test|live)_g?sk_[A-Za-z0-9]{1,100}");

    private TossFields() {}

    static boolean isMerchantId(String text) {
        return MERCHANT_ID.matcher(text).matches();
    }

    static boolean isClientKey(String text) {
        return CLIENT_KEY.matcher(text).matches();
    }

    static boolean isSecretKey(String text) {
        return SECRET_KEY.matcher(text).matches();
    }
}
