package io.coinslot.catalog.market;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/** The names and keys of a merchant of Toss Payments; those of the payment widget carry a g. */
final class TossFields {
    private static final Pattern MERCHANT_ID = Pattern.compile("[A-Za-z0-9_]{1,14}");
    private static final Pattern CLIENT_KEY = Pattern.compile("(test|live)_g?ck_[A-Za-z0-9]{1,100}");
    private static final Pattern SECRET_KEY = Pattern.compile("(test|live)_g?sk_[A-Za-z0-9]{1,100}");

    static final int LONGEST_CHECKOUT_URL = 2_000;

    private TossFields() {}

    /**
     * The service's page that opens the payment window: players are sent there with the order in its query. What a fragment
     * or a user would make of that is not for their browsers to find out; http is for an evaluation on one machine.
     */
    static boolean isCheckoutUrl(String text) {
        if (text.length() > LONGEST_CHECKOUT_URL) {
            return false;
        }
        try {
            URI url = new URI(text);
            String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
            return url.getHost() != null
                    && url.getRawUserInfo() == null
                    && url.getRawFragment() == null
                    && (scheme.equals("https") || scheme.equals("http") && isLoopback(url.getHost()));
        } catch (URISyntaxException noUrl) {
            return false;
        }
    }

    private static boolean isLoopback(String host) {
        try {
            return host.equalsIgnoreCase("localhost")
                    || InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", "")).isLoopbackAddress();
        } catch (IllegalArgumentException aName) {
            return false;
        }
    }

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
