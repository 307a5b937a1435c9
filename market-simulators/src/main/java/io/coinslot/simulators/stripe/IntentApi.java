package io.coinslot.simulators.stripe;

import io.coinslot.simulators.protocol.Request;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** {@code /v1/payment_intents}. */
final class IntentApi {
    private static final String URL = "/v1/payment_intents";
    private static final String USUAL_CARD = "pm_card_visa";
    private static final Map<String, Long> LEAST_AMOUNT = Map.of("usd", 50L, "eur", 50L, "gbp", 30L, "jpy", 50L);

    /** Three decimals of which the last is 0; and two that are 00 where there are none any more. */
    private static final Map<String, Long> SMALLEST_STEP =
            Map.of("bhd", 10L, "jod", 10L, "kwd", 10L, "omr", 10L, "tnd", 10L, "isk", 100L, "ugx", 100L);

    private final StripeMemory memory;
    private final Bank bank;
    private final NetworkTokens networkTokens;

    IntentApi(StripeMemory memory, Bank bank, NetworkTokens networkTokens) {
        this.memory = memory;
        this.bank = bank;
        this.networkTokens = networkTokens;
    }

    /** Answers a request whose path starts below {@code payment_intents}, or null if there is no such call. */
    @Nullable
    JsonNode answer(Caller caller, Request request, Form form) {
        List<String> path = request.path();
        boolean post = request.method().equals("POST");
        return switch (path.size()) {
            case 0 -> post ? create(caller, form) : list(caller, form);
            case 1 -> {
                if (!post && path.getFirst().equals("search")) {
                    yield search(caller, form);
                }
                Intent intent = find(caller, path.getFirst(), form);
                yield StripeBodies.intent(post ? update(caller, intent, form) : intent);
            }
            case 2 -> post ? act(caller, find(caller, path.getFirst(), form), path.getLast(), form) : null;
            default -> null;
        };
    }

    private JsonNode create(Caller caller, Form form) {
        caller.requireSecret();
        long amount = form.amount("amount");
        String currency = currency(form.required("currency"));
        if (amount < LEAST_AMOUNT.getOrDefault(currency, 1L)) {
            throw StripeRefusal.invalid(
                    "amount_too_small",
                    "amount",
                    "Amount must be at least the minimum charge amount of the" + " currency.");
        }
        if (amount % SMALLEST_STEP.getOrDefault(currency, 1L) != 0) {
            throw StripeRefusal.invalid(
                    null, "amount", "The amount has digits that cannot be charged in " + currency + ".");
        }
        String id = Ids.next("pi_");
        Intent intent = bank.create(new Intent(
                id,
                caller.account().id(),
                amount,
                currency,
                form.map("metadata"),
                id + "_secret_" + Ids.letters(25),
                form.text("customer"),
                form.text("description"),
                form.text("payment_method") == null
                        ? IntentStatus.REQUIRES_PAYMENT_METHOD
                        : IntentStatus.REQUIRES_CONFIRMATION,
                form.text("payment_method"),
                null,
                null,
                null,
                bank.now(),
                0));
        return StripeBodies.intent(form.flag("confirm") ? confirm(intent, form) : intent);
    }

    private JsonNode list(Caller caller, Form form) {
        caller.requireSecret();
        String customer = form.text("customer");
        Predicate<Intent> wanted = intent -> caller.owns(intent.account())
                && form.includes(intent.created())
                && (customer == null || customer.equals(intent.customer()));
        return Lists.page(URL, memory.intents.newestFirst(wanted), Intent::id, form, StripeBodies::intent);
    }

    private JsonNode search(Caller caller, Form form) {
        caller.requireSecret();
        Predicate<Intent> query = SearchQuery.parse(form.required("query"));
        List<JsonNode> found =
                memory.intents.newestFirst(intent -> caller.owns(intent.account()) && query.test(intent)).stream()
                        .<JsonNode>map(StripeBodies::intent)
                        .toList();
        return Lists.searchResult(URL + "/search", found, (int) form.number("page", 0), form.limit());
    }

    private Intent update(Caller caller, Intent intent, Form form) {
        caller.requireSecret();
        return bank.change(intent.withMetadata(form.map("metadata")));
    }

    private @Nullable JsonNode act(Caller caller, Intent intent, String action, Form form) {
        return switch (action) {
            case "confirm" -> StripeBodies.intent(confirm(intent, form));
            case "cancel" -> {
                caller.requireSecret();
                yield StripeBodies.intent(cancel(intent, form));
            }
            default -> null;
        };
    }

    private Intent confirm(Intent intent, Form form) {
        if (!intent.status().canBeConfirmed()) {
            throw unexpectedState(intent, "confirm");
        }
        TestCard byToken = networkTokens.ask(intent, form);
        if (byToken != null) {
            return answered(bank.pay(intent, Ids.next("pm_"), byToken));
        }
        String paymentMethod = form.text("payment_method");
        if (paymentMethod == null) {
            paymentMethod = form.text("payment_method_data[type]") != null ? USUAL_CARD : intent.paymentMethod();
        }
        if (paymentMethod == null) {
            throw StripeRefusal.invalid(
                            "payment_intent_unexpected_state",
                            null,
                            "You cannot confirm this PaymentIntent because it's missing a payment method.")
                    .about(StripeBodies.intent(intent));
        }
        TestCard card = TestCard.of(paymentMethod);
        if (card == null) {
            throw StripeRefusal.notFound("PaymentMethod", paymentMethod, "payment_method");
        }
        return answered(bank.pay(intent, paymentMethod, form.flag("off_session") ? withoutPlayer(card) : card));
    }

    /** There is nobody who could prove themselves. */
    private static TestCard withoutPlayer(TestCard card) {
        return card instanceof TestCard.Challenges ? new TestCard.Declines("authentication_required") : card;
    }

    private static Intent answered(Intent after) {
        if (after.declineCode() != null) {
            throw StripeRefusal.declined(
                    after.declineCode(), String.valueOf(after.latestCharge()), StripeBodies.intent(after));
        }
        return after;
    }

    private Intent cancel(Intent intent, Form form) {
        if (!intent.status().canBeCancelled()) {
            throw unexpectedState(intent, "cancel");
        }
        return bank.cancel(intent, form.text("cancellation_reason"));
    }

    private Intent find(Caller caller, String id, Form form) {
        Intent intent = memory.intents.get(id);
        if (intent == null || !caller.owns(intent.account())) {
            throw StripeRefusal.notFound("payment_intent", id, "intent");
        }
        String clientSecret = form.text("client_secret");
        if (!caller.secret() && !intent.clientSecret().equals(clientSecret)) {
            throw StripeRefusal.invalid(
                    "payment_intent_invalid_parameter",
                    "client_secret",
                    "The client_secret provided does not match the client_secret associated with the PaymentIntent.");
        }
        return intent;
    }

    private static StripeRefusal unexpectedState(Intent intent, String action) {
        return StripeRefusal.invalid(
                        "payment_intent_unexpected_state",
                        null,
                        "You cannot " + action + " this PaymentIntent because it has a status of "
                                + intent.status().wire() + ".")
                .about(StripeBodies.intent(intent));
    }

    private static String currency(String text) {
        String currency = text.toLowerCase(Locale.ROOT);
        try {
            Currency.getInstance(currency.toUpperCase(Locale.ROOT));
            return currency;
        } catch (IllegalArgumentException e) {
            throw StripeRefusal.invalid("parameter_invalid", "currency", "Invalid currency: " + text + ".");
        }
    }
}
