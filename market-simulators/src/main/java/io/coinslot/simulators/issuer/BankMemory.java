package io.coinslot.simulators.issuer;

import io.coinslot.simulators.memory.Journal;
import io.coinslot.simulators.protocol.Json;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the company remembers, and no card number among it. The owner guards it with one lock; each change is
 * in the journal.
 */
final class BankMemory implements AutoCloseable {
    private static final int MOST_CRYPTOGRAMS = 100_000;
    private static final int MOST_AUTHORISATIONS = 10_000;

    private final Map<String, Task> tasks = new LinkedHashMap<>();
    private final Map<String, Token> tokens = new LinkedHashMap<>();
    private final Map<String, List<Token>> tokensByApp = new HashMap<>();
    private final Set<String> services = new LinkedHashSet<>();
    private final Map<String, Cryptogram> cryptograms = new LinkedHashMap<>();
    private final Deque<Authorisation> authorisations = new ArrayDeque<>();
    private final Set<String> pending = new LinkedHashSet<>();
    private final DecisionTable table;
    private final Journal journal;

    BankMemory(Path file, DecisionTable table) {
        this.table = table;
        this.journal = Journal.open(
                file,
                Map.of(
                        "card", (value, at) -> table.put(Json.as(value, KnownCard.class)),
                        "task", (value, at) -> remember(Json.as(value, Task.class)),
                        "token", (value, at) -> remember(Json.as(value, Token.class)),
                        "cryptogram", (value, at) -> remember(Json.as(value, Cryptogram.class)),
                        "authorisation", (value, at) -> remember(Json.as(value, Authorisation.class))));
    }

    @Nullable
    KnownCard card(String panUniqueReference) {
        return table.byReference(panUniqueReference);
    }

    void put(KnownCard card) {
        journal.append("card", card);
        table.put(card);
    }

    void put(Task task) {
        journal.append("task", task);
        remember(task);
    }

    void put(Token token) {
        journal.append("token", token);
        remember(token);
    }

    @Nullable
    Task task(String serviceId, String taskId) {
        return tasks.get(Task.key(serviceId, taskId));
    }

    void put(Cryptogram cryptogram) {
        journal.append("cryptogram", cryptogram);
        remember(cryptogram);
    }

    @Nullable
    Cryptogram cryptogram(String digest) {
        return cryptograms.get(digest);
    }

    void put(Authorisation authorisation) {
        journal.append("authorisation", authorisation);
        remember(authorisation);
    }

    /** The newest ones, oldest first. */
    List<Authorisation> authorisations() {
        return List.copyOf(authorisations);
    }

    /** A task of this id, whoever ordered it. */
    @Nullable
    Task anyTask(String taskId) {
        return services.stream()
                .map(serviceId -> tasks.get(Task.key(serviceId, taskId)))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    List<Task> tasks() {
        return List.copyOf(tasks.values());
    }

    List<Task> pending() {
        return pending.stream().map(tasks::get).toList();
    }

    @Nullable
    Token token(String tokenUniqueReference) {
        return tokens.get(tokenUniqueReference);
    }

    List<Token> tokensOfApp(String paymentAppInstanceId) {
        return List.copyOf(tokensByApp.getOrDefault(paymentAppInstanceId, List.of()));
    }

    /** Looked for among all: only searches by the card want it. */
    List<Token> tokensOfCard(String panUniqueReference) {
        return tokens.values().stream()
                .filter(token -> token.face().panUniqueReference().equals(panUniqueReference))
                .toList();
    }

    /** Journals all that the work changes in one go. */
    <T> T together(Supplier<T> work) {
        return journal.together(work);
    }

    @Override
    public void close() {
        journal.close();
    }

    private void remember(Cryptogram cryptogram) {
        cryptograms.put(cryptogram.digest(), cryptogram);
        if (cryptograms.size() > MOST_CRYPTOGRAMS) {
            cryptograms.remove(cryptograms.keySet().iterator().next());
        }
    }

    private void remember(Authorisation authorisation) {
        authorisations.addLast(authorisation);
        if (authorisations.size() > MOST_AUTHORISATIONS) {
            authorisations.removeFirst();
        }
    }

    private void remember(Task task) {
        tasks.put(task.key(), task);
        services.add(task.serviceId());
        if (task.isPending()) {
            pending.add(task.key());
        } else {
            pending.remove(task.key());
        }
    }

    private void remember(Token token) {
        tokens.put(token.tokenUniqueReference(), token);
        // Most payment applications have one token, so that no more room is taken at first.
        List<Token> ofApp = tokensByApp.computeIfAbsent(token.paymentAppInstanceId(), unused -> new ArrayList<>(1));
        ofApp.removeIf(former -> former.tokenUniqueReference().equals(token.tokenUniqueReference()));
        ofApp.add(token);
    }
}
