package io.coinslot.catalog.market;

import io.coinslot.catalog.request.FieldErrors;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One setting or credential that a market knows.
 *
 * @param needed false if the market can do without it
 * @param expectation what is said when the value is missing or not valid; never the value itself
 */
public record LinkField(String name, boolean needed, Predicate<String> valid, String expectation) {
    private static final Pattern PACKAGE_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*(\\.[A-Za-z][A-Za-z0-9_]*)+");
    private static final Pattern STRIPE_KEY = Pattern.compile("[sr]k_[A-Za-z0-9_]{1,250}");
    private static final Pattern STRIPE_ACCOUNT = Pattern.compile("acct_[A-Za-z0-9_]{1,250}");
    private static final Pattern PUBLISHABLE_KEY = Pattern.compile("pk_[A-Za-z0-9_]{1,250}");
    private static final Pattern VISIBLE_TEXT = Pattern.compile("[!-~]{1,1000}");
    private static final Pattern WEBHOOK_SECRET = Pattern.compile("whsec_[A-Za-z0-9+/=_-]{1,250}");
    private static final Pattern CLIENT_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
    private static final Pattern CLIENT_SECRET = Pattern.compile("[!-~]{1,255}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9]{0,63}");
    private static final int MOST_FIELDS = 20;
    /** Of all values together: what a service tells of its six markets goes out in one record, of a mebibyte at most. */
    private static final int MOST_CHARACTERS = 10_000;

    static LinkField required(String name, Predicate<String> valid, String expectation) {
        return new LinkField(name, true, valid, expectation);
    }

    static LinkField optional(String name, Predicate<String> valid, String expectation) {
        return new LinkField(name, false, valid, expectation);
    }

    /**
     * Checks the values against the fields; each error points below the given pointer. A name that is not among them is
     * refused: misspelt it would be of no use, and a credential among the settings is stored and shown in the clear.
     */
    public static void check(List<LinkField> fields, Map<String, String> values, String pointer, FieldErrors errors) {
        for (LinkField field : fields) {
            String value = values.get(field.name);
            errors.require(
                    value == null ? !field.needed : field.valid.test(value),
                    pointer + "/" + field.name,
                    field.name + " " + field.expectation);
        }
        errors.require(values.size() <= MOST_FIELDS, pointer, "must have at most " + MOST_FIELDS + " fields");
        values.keySet().stream()
                .filter(name -> fields.stream().noneMatch(field -> field.name.equals(name)))
                .forEach(name -> refuseUnknown(fields, name, pointer, errors));
        errors.require(
                values.values().stream().mapToLong(String::length).sum() <= MOST_CHARACTERS,
                pointer,
                "must have at most " + MOST_CHARACTERS + " characters in all values together");
    }

    /** What is no name may be a secret in the place of one: it is not repeated. */
    private static void refuseUnknown(List<LinkField> fields, String name, String pointer, FieldErrors errors) {
        String known = fields.isEmpty()
                ? "there are none here"
                : "known here are "
                        + fields.stream().map(LinkField::name).sorted().collect(Collectors.joining(", "));
        errors.reject(
                NAME.matcher(name).matches() ? pointer + "/" + name : pointer,
                "is not a field of this market: " + known);
    }

    /** A name or address that some other system gave: without blanks and of a sane length. */
    static boolean isVisibleText(String text) {
        return VISIBLE_TEXT.matcher(text).matches();
    }

    static boolean isTrueOrFalse(String text) {
        return text.equals("true") || text.equals("false");
    }

    static boolean isStripeAccount(String text) {
        return STRIPE_ACCOUNT.matcher(text).matches();
    }

    static boolean isPublishableKey(String text) {
        return PUBLISHABLE_KEY.matcher(text).matches();
    }

    static boolean isPackageName(String text) {
        return text.length() <= 255 && PACKAGE_NAME.matcher(text).matches();
    }

    static boolean isStripeKey(String text) {
        return STRIPE_KEY.matcher(text).matches();
    }

    static boolean isClientId(String text) {
        return CLIENT_ID.matcher(text).matches();
    }

    static boolean isClientSecret(String text) {
        return CLIENT_SECRET.matcher(text).matches();
    }

    static boolean isWebhookSecret(String text) {
        return WEBHOOK_SECRET.matcher(text).matches();
    }
}
