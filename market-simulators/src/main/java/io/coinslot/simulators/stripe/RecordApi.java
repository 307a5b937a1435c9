package io.coinslot.simulators.stripe;

import io.coinslot.simulators.protocol.Json;
import io.coinslot.simulators.protocol.Request;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a merchant reads: charges, balance transactions, disputes, events and the account itself. */
final class RecordApi {
    private static final long EVENTS_LISTED_SECONDS = Duration.ofDays(30).toSeconds();

    private final StripeMemory memory;
    private final Bank bank;

    RecordApi(StripeMemory memory, Bank bank) {
        this.memory = memory;
        this.bank = bank;
    }

    /** Answers a request whose path starts at the collection, or null if there is no such call. */
    @Nullable
    JsonNode answer(Caller caller, Request request, Form form) {
        Request below = request.below(1);
        return switch (request.path().getFirst()) {
            case "charges" -> charges(caller, form).answer(below, form);
            case "balance_transactions" -> transactions(caller, form).answer(below, form);
            case "events" -> events(caller, form).answer(below, form);
            case "disputes" ->
                request.method().equals("POST")
                        ? disputed(caller, below)
                        : disputes(caller, form).answer(below, form);
            case "account" -> request.is("GET", 1) ? account(caller.account()) : null;
            default -> null;
        };
    }

    private record Collection<T>(
            String name, Shelf<T> shelf, Function<T, String> id, Predicate<T> wanted, Function<T, JsonNode> body) {

        @Nullable
        JsonNode answer(Request request, Form form) {
            if (request.is("GET", 0)) {
                return Lists.page("/v1/" + name, shelf.newestFirst(wanted), id, form, body);
            }
            if (!request.is("GET", 1)) {
                return null;
            }
            T object = shelf.get(request.path().getFirst());
            if (object == null || !wanted.test(object)) {
                throw StripeRefusal.notFound(
                        name.substring(0, name.length() - 1), request.path().getFirst(), "id");
            }
            return body.apply(object);
        }
    }

    private Collection<Charge> charges(Caller caller, Form form) {
        String intent = form.text("payment_intent");
        return new Collection<>(
                "charges",
                memory.charges,
                Charge::id,
                charge -> caller.owns(charge.account())
                        && form.includes(charge.created())
                        && (intent == null || intent.equals(charge.intent())),
                ChargeBody::of);
    }

    private Collection<BalanceTransaction> transactions(Caller caller, Form form) {
        String source = form.text("source");
        String type = form.text("type");
        return new Collection<>(
                "balance_transactions",
                memory.transactions,
                BalanceTransaction::id,
                transaction -> caller.owns(transaction.account())
                        && form.includes(transaction.created())
                        && (source == null || source.equals(transaction.source()))
                        && (type == null || type.equals(transaction.kind().type())),
                StripeBodies::balanceTransaction);
    }

    private Collection<Event> events(Caller caller, Form form) {
        String type = form.text("type");
        List<String> types = form.list("types");
        String delivered = form.text("delivery_success");
        long oldest = bank.now() - EVENTS_LISTED_SECONDS;
        Pattern pattern =
                type == null ? null : Pattern.compile(Pattern.quote(type).replace("*", "\\E.*\\Q"));
        return new Collection<>(
                "events",
                memory.events,
                Event::id,
                event -> caller.owns(event.account())
                        && form.includes(event.created())
                        && event.created() >= oldest
                        && (delivered == null
                                || Boolean.parseBoolean(delivered) != memory.deliveries.areFailing(event.id()))
                        && (pattern == null || pattern.matcher(event.type()).matches())
                        && (types.isEmpty() || types.contains(event.type())),
                memory::body);
    }

    private Collection<Dispute> disputes(Caller caller, Form form) {
        String intent = form.text("payment_intent");
        String charge = form.text("charge");
        return new Collection<>(
                "disputes",
                memory.disputes,
                Dispute::id,
                dispute -> caller.owns(dispute.account())
                        && form.includes(dispute.created())
                        && (intent == null || intent.equals(dispute.intent()))
                        && (charge == null || charge.equals(dispute.charge())),
                bank::body);
    }

    /** Submits evidence, or concedes. */
    private @Nullable JsonNode disputed(Caller caller, Request request) {
        Dispute dispute = request.path().isEmpty()
                ? null
                : memory.disputes.get(request.path().getFirst());
        if (dispute == null || !caller.owns(dispute.account())) {
            return null;
        }
        if (!dispute.status().isOpen()) {
            throw StripeRefusal.invalid("dispute_unexpected_state", null, "This dispute is closed.");
        }
        if (request.path().size() == 2 && request.path().getLast().equals("close")) {
            return bank.body(bank.close(dispute, false));
        }
        Dispute reviewed = dispute.with(Dispute.DisputeStatus.UNDER_REVIEW);
        memory.put(reviewed);
        return bank.body(reviewed);
    }

    private static JsonNode account(Account account) {
        return Json.object()
                .put("id", account.id())
                .put("object", "account")
                .put("charges_enabled", true)
                .put("country", "US")
                .put("created", account.created())
                .put("default_currency", "usd")
                .put("details_submitted", true)
                .put("payouts_enabled", true)
                .put("type", "standard");
    }
}
