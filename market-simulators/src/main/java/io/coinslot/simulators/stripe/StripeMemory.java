package io.coinslot.simulators.stripe;

import io.coinslot.simulators.memory.Journal;
import io.coinslot.simulators.protocol.Json;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * Everything that Stripe remembers. The owner guards it with one lock; each change is in the journal, where the bodies
 * of events and of answers kept for replay also stay until they are asked for.
 */
final class StripeMemory implements AutoCloseable {
    private static final int MOST_LISTED_EVENTS = 1_000_000;

    final Shelf<Account> accounts = new Shelf<>(Account::serviceId);
    final Shelf<Intent> intents = new Shelf<>(Intent::id);
    final Shelf<Charge> charges = new Shelf<>(Charge::id);
    final Shelf<Refund> refunds = new Shelf<>(Refund::id);
    final Shelf<Dispute> disputes = new Shelf<>(Dispute::id);
    final Shelf<BalanceTransaction> transactions = new Shelf<>(BalanceTransaction::id);
    final Shelf<Event> events = new Shelf<>(Event::id);
    final KeptAnswers answers = new KeptAnswers();
    /** Not in the journal. */
    final Deliveries deliveries = new Deliveries();

    private final Journal journal;

    StripeMemory(Path folder) {
        this.journal = Journal.open(
                folder.resolve("stripe.journal"),
                Map.of(
                        "account", reading(Account.class, accounts),
                        "intent", reading(Intent.class, intents),
                        "charge", reading(Charge.class, charges),
                        "refund", reading(Refund.class, refunds),
                        "dispute", reading(Dispute.class, disputes),
                        "transaction", reading(BalanceTransaction.class, transactions),
                        "event", this::remember,
                        "answer",
                                (value, at) -> answers.remember(
                                        value.path("key").stringValue(),
                                        value.path("fingerprint").stringValue(),
                                        value.path("atMillis").longValue(),
                                        at)));
    }

    void put(Account account) {
        journal.append("account", account);
        accounts.put(account);
    }

    void put(Intent intent) {
        journal.append("intent", intent);
        intents.put(intent);
    }

    void put(Charge charge) {
        journal.append("charge", charge);
        charges.put(charge);
    }

    void put(Refund refund) {
        journal.append("refund", refund);
        refunds.put(refund);
    }

    void put(Dispute dispute) {
        journal.append("dispute", dispute);
        disputes.put(dispute);
    }

    void put(BalanceTransaction transaction) {
        journal.append("transaction", transaction);
        transactions.put(transaction);
    }

    void putEvent(String account, JsonNode event) {
        JsonNode entry = Json.object().put("account", account).set("event", event);
        remember(entry, journal.append("event", entry));
    }

    /** Journals all that the work changes in one go. */
    <T> T together(Supplier<T> work) {
        return journal.together(work);
    }

    /** The body of an event. */
    JsonNode body(Event event) {
        return journal.read(event.body()).path("event");
    }

    /** Keeps an answer for replays of the same key. */
    void keep(KeptAnswers.Answer answer) {
        answers.remember(answer.key(), answer.fingerprint(), answer.atMillis(), journal.append("answer", answer));
    }

    /** An answer that was kept. */
    KeptAnswers.Answer answer(KeptAnswers.Kept kept) {
        return Json.as(journal.read(kept.at()), KeptAnswers.Answer.class);
    }

    @Override
    public void close() {
        journal.close();
    }

    private void remember(JsonNode entry, Journal.Position at) {
        JsonNode event = entry.path("event");
        events.put(new Event(
                event.path("id").stringValue(),
                entry.path("account").stringValue(),
                event.path("type").stringValue(),
                event.path("created").longValue(),
                at));
        events.forgetOldest(MOST_LISTED_EVENTS);
    }

    private static <T> BiConsumer<JsonNode, Journal.Position> reading(Class<T> type, Shelf<T> shelf) {
        return (value, at) -> shelf.put(Json.as(value, type));
    }
}
