package io.coinslot.billing.purchase;

import java.util.regex.Pattern;

/** Names a purchase. */
public record PurchaseId(String value) {
    private static final Pattern FORM = Pattern.compile("pur_[0-9a-z]{25}");

    /** Whether any purchase could have this id. */
    public static boolean isWellFormed(String text) {
        return FORM.matcher(text).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
