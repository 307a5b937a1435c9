package io.coinslot.cardregistry.registration.rest;

import io.coinslot.cardregistry.device.rest.CleanText;
import io.coinslot.cardregistry.registration.DeviceInfo;
import io.coinslot.cardregistry.registration.DeviceRequest;
import io.coinslot.cardregistry.registration.SelectionMode;
import io.coinslot.servicekit.problem.InputRules;
import io.coinslot.servicekit.problem.Problem;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What devices send. Each reads itself, or throws a problem that names the field. */
final class RegistrationBodies {
    private static final int LONGEST_NAME = 64;
    /** What the card networks' companies take: letters, digits and the signs of web-safe base64 (MDES, tokenize). */
    private static final Pattern APP_INSTANCE = Pattern.compile("[A-Za-z0-9_=-]{1,48}");

    private static final int MOST_ITEMS = 50;
    private static final Pattern JWT = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");
    /** A region and a variant, such as in es-419-1994. */
    private static final int MOST_DIGITS_OF_A_LANGUAGE = 8;

    /** What RFC 5646 recommends to take at least. */
    private static final int LONGEST_LANGUAGE = 35;

    private static final int LONGEST_ASSERTION = 16 * 1024;
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9]{4,12}");
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*");

    private RegistrationBodies() {}

    record Create(
            @Nullable AccountInfo accountInfo,
            @Nullable String paymentAppInstanceId,
            @Nullable String walletId,
            @Nullable Device deviceInfo,
            @Nullable String consumerLanguage,
            @Nullable Selection selection) {

        String assertion() {
            String assertion = accountInfo == null ? null : accountInfo.accountAssertion();
            if (assertion == null
                    || assertion.length() > LONGEST_ASSERTION
                    || !JWT.matcher(assertion).matches()) {
                throw Problem.invalid("/accountInfo/accountAssertion", "must be a JWT of the account provider")
                        .asException();
            }
            return assertion;
        }

        DeviceRequest toRequest() {
            if (deviceInfo == null) {
                throw Problem.invalid("/deviceInfo", "is missing").asException();
            }
            return new DeviceRequest(
                    appInstance(),
                    CleanText.required(walletId, "/walletId", LONGEST_NAME),
                    deviceInfo.toInfo(),
                    language(),
                    mode());
        }

        private String appInstance() {
            String id = CleanText.required(paymentAppInstanceId, "/paymentAppInstanceId", InputRules.LONGEST_ID);
            if (!APP_INSTANCE.matcher(id).matches()) {
                throw Problem.invalid(
                                "/paymentAppInstanceId", "must be 1 to 48 letters, digits, hyphens, underscores or =")
                        .asException();
            }
            return id;
        }

        private String language() {
            if (consumerLanguage == null
                    || consumerLanguage.length() > LONGEST_LANGUAGE
                    || !LANGUAGE.matcher(consumerLanguage).matches()
                    || consumerLanguage.chars().filter(Character::isDigit).count() > MOST_DIGITS_OF_A_LANGUAGE) {
                throw Problem.invalid("/consumerLanguage", "must be a language tag such as ko")
                        .asException();
            }
            return consumerLanguage;
        }

        private SelectionMode mode() {
            return switch (selection == null ? null : selection.mode()) {
                case "ALL" -> SelectionMode.ALL;
                case "CHOOSE" -> SelectionMode.CHOOSE;
                case null, default ->
                    throw Problem.invalid("/selection/mode", "must be ALL or CHOOSE")
                            .asException();
            };
        }
    }

    record AccountInfo(@Nullable String accountAssertion) {
        @Override
        public String toString() {
            return "AccountInfo";
        }
    }

    record Selection(@Nullable String mode) {}

    record Device(
            @Nullable String deviceName,
            @Nullable String formFactor,
            @Nullable String osName,
            @Nullable String osVersion,
            @Nullable List<String> paymentTypes,
            @Nullable String storageTechnology) {
        DeviceInfo toInfo() {
            return new DeviceInfo(
                    CleanText.required(deviceName, "/deviceInfo/deviceName", LONGEST_NAME),
                    CleanText.required(formFactor, "/deviceInfo/formFactor", LONGEST_NAME),
                    CleanText.required(osName, "/deviceInfo/osName", LONGEST_NAME),
                    CleanText.optional(osVersion, "/deviceInfo/osVersion", LONGEST_NAME),
                    texts(paymentTypes == null ? List.of() : paymentTypes, "/deviceInfo/paymentTypes"),
                    CleanText.optional(storageTechnology, "/deviceInfo/storageTechnology", LONGEST_NAME));
        }
    }

    record Selections(@Nullable List<String> cardReferenceIds) {
        List<String> toIds() {
            if (cardReferenceIds == null || cardReferenceIds.isEmpty()) {
                throw Problem.invalid("/cardReferenceIds", "names at least one card")
                        .asException();
            }
            return texts(cardReferenceIds, "/cardReferenceIds").stream()
                    .distinct()
                    .toList();
        }
    }

    record Terms(
            @Nullable String termsAndConditionsAssetId,
            @Nullable String acceptedAt) {
        String termsId() {
            return CleanText.required(termsAndConditionsAssetId, "/termsAndConditionsAssetId", 512);
        }

        /** The time at which they were accepted, which cannot lie ahead. */
        Instant at(Instant now) {
            Instant at;
            try {
                at = OffsetDateTime.parse(acceptedAt == null ? "" : acceptedAt)
                        .toInstant()
                        .truncatedTo(ChronoUnit.MILLIS);
            } catch (DateTimeParseException e) {
                throw Problem.invalid("/acceptedAt", "must be a time such as 2026-11-01T00:00:00Z")
                        .asException();
            }
            if (at.isBefore(Instant.EPOCH)) {
                throw Problem.invalid("/acceptedAt", "lies before all cards").asException();
            }
            if (at.isAfter(now.plusSeconds(300))) {
                throw Problem.invalid("/acceptedAt", "lies ahead").asException();
            }
            return at;
        }
    }

    /** Where there is nothing to say: whoever says something all the same means what would not be done. */
    record Nothing() {}

    record CodeRequest(
            @Nullable String authenticationMethodId,
            @Nullable String cardReferenceId) {
        String methodId() {
            return CleanText.required(authenticationMethodId, "/authenticationMethodId", LONGEST_NAME);
        }

        @Nullable
        String card() {
            return CleanText.optional(cardReferenceId, "/cardReferenceId", InputRules.LONGEST_ID);
        }
    }

    record Activation(
            @Nullable String authenticationCode, @Nullable String cardReferenceId) {
        String code() {
            if (authenticationCode == null || !CODE.matcher(authenticationCode).matches()) {
                throw Problem.invalid("/authenticationCode", "must be 4 to 12 letters or digits")
                        .asException();
            }
            return authenticationCode;
        }

        @Nullable
        String card() {
            return CleanText.optional(cardReferenceId, "/cardReferenceId", InputRules.LONGEST_ID);
        }

        /** Never the code. */
        @Override
        public String toString() {
            return "Activation";
        }
    }

    private static List<String> texts(List<String> texts, String pointer) {
        if (texts.size() > MOST_ITEMS) {
            throw Problem.invalid(pointer, "has more than " + MOST_ITEMS + " items")
                    .asException();
        }
        List<String> checked = new ArrayList<>();
        for (int index = 0; index < texts.size(); index++) {
            checked.add(CleanText.required(texts.get(index), pointer + "/" + index, LONGEST_NAME));
        }
        return checked;
    }
}
