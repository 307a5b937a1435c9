package io.coinslot.simulators.stripe;

import io.coinslot.simulators.network.CardNetwork;
import io.coinslot.simulators.network.PresentedToken;
import io.coinslot.simulators.network.Verdict;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Network tokens that merchants bring: {@code payment_method_data[card][network_token]} with the number, and the
 * cryptogram in {@code payment_method_options[card][network_token]}. Neither is kept.
 */
record NetworkTokens(CardNetwork network) {
    private static final String TOKEN = "payment_method_data[card][network_token]";
    private static final String CRYPTOGRAM = "payment_method_options[card][network_token][cryptogram]";

    /** The answer of the company behind the token that the request brings, or null if it brings none. */
    @Nullable
    TestCard ask(Intent intent, Form form) {
        String number = form.text(TOKEN + "[number]");
        if (number == null) {
            return null;
        }
        if (!number.matches("[0-9]{12,19}")) {
            // Stripe would quote the number; this does not.
            throw StripeRefusal.invalid("incorrect_number", TOKEN + "[number]", "Your card number is incorrect.");
        }
        Verdict verdict = network.authorise(new PresentedToken(
                number,
                expiry(form),
                form.required(CRYPTOGRAM),
                intent.amount(),
                intent.currency().toUpperCase(Locale.ROOT)));
        return verdict.declineCode() == null ? new TestCard.Pays() : new TestCard.Declines(verdict.declineCode());
    }

    private static String expiry(Form form) {
        String month = form.required(TOKEN + "[exp_month]");
        String year = form.required(TOKEN + "[exp_year]");
        if (!month.matches("0?[1-9]|1[0-2]") || !year.matches("(20)?[0-9]{2}")) {
            throw StripeRefusal.invalid("invalid_expiry_year", TOKEN + "[exp_year]", "Your card's expiry is invalid.");
        }
        return "%02d".formatted(Integer.parseInt(month)) + year.substring(year.length() - 2);
    }
}
