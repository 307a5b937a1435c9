package io.coinslot.client;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The wish to have on this device the cards that the account has on others.
 *
 * @param accountAssertion of the account provider: for Coinslot, bound to this device's key, and carrying those for the
 *     payment servers to be asked; it serves for one registration
 * @param paymentAppInstanceId on which a card has one token at a time; 1 to 48 letters, digits, hyphens, underscores or =
 * @param consumerLanguage a language tag
 */
public record NewCardRegistration(
        String accountAssertion,
        String paymentAppInstanceId,
        String walletId,
        Device device,
        String consumerLanguage,
        Selection selection) {

    /** Which of the cards that are found are wanted. */
    public enum Selection {
        /** All, without a further step. */
        ALL,
        /** Those that the cardholder chooses, whose terms the cardholder accepts. */
        CHOOSE
    }

    /**
     * What the device says about itself.
     *
     * @param formFactor such as WATCH or PHONE
     */
    public record Device(
            String deviceName,
            String formFactor,
            String osName,
            @Nullable String osVersion,
            List<String> paymentTypes,
            @Nullable String storageTechnology) {
        public Device {
            paymentTypes = List.copyOf(paymentTypes);
        }

        public static Device of(String deviceName, String formFactor, String osName) {
            return new Device(deviceName, formFactor, osName, null, List.of(), null);
        }
    }

    Map<String, Object> json() {
        return Map.of(
                "accountInfo",
                Map.of("accountAssertion", accountAssertion),
                "paymentAppInstanceId",
                paymentAppInstanceId,
                "walletId",
                walletId,
                "deviceInfo",
                device,
                "consumerLanguage",
                consumerLanguage,
                "selection",
                Map.of("mode", selection));
    }

    /** Without the assertion. */
    @Override
    public String toString() {
        return "NewCardRegistration[" + paymentAppInstanceId + ", " + selection + "]";
    }
}
