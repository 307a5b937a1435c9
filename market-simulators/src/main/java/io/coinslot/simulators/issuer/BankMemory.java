package io.coinslot.simulators.issuer;

import io.coinslot.simulators.memory.Journal;
import io.coinslot.simulators.protocol.Json;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the company remembers, and no card number among it. The owner guards it with one lock; each change is
 * in the journal.
 */
final class BankMemory implements AutoCloseable {
    private final Map<String, Task> tasks = new LinkedHashMap<>();
    private final Map<String, Token> tokens = new LinkedHashMap<>();
    private final Map<String, Set<String>> tokensByApp = new HashMap<>();
    private final Map<String, Set<String>> tokensByCard = new HashMap<>();
    private final Map<String, String> takenPlaces = new HashMap<>();
    private final Set<String> pending = new LinkedHashSet<>();
    private final DecisionTable table;
    private final Journal journal;

    BankMemory(Path folder, DecisionTable table) {
        this.table = table;
        this.journal = Journal.open(
                folder.resolve("issuer.journal"),
                Map.of(
                        "card", (value, at) -> table.put(Json.as(value, KnownCard.class)),
                        "task", (value, at) -> remember(Json.as(value, Task.class)),
                        "token", (value, at) -> remember(Json.as(value, Token.class))));
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

    /** The latest task of this id, whoever ordered it. */
    @Nullable
    Task anyTask(String taskId) {
        return tasks.values().stream()
                .filter(task -> task.taskId().equals(taskId))
                .reduce((first, second) -> second)
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

    List<Token> tokens() {
        return List.copyOf(tokens.values());
    }

    List<Token> tokensOfApp(String paymentAppInstanceId) {
        return named(tokensByApp.getOrDefault(paymentAppInstanceId, Set.of()));
    }

    List<Token> tokensOfCard(String panUniqueReference) {
        return named(tokensByCard.getOrDefault(panUniqueReference, Set.of()));
    }

    /** The key of the task that holds the place of a card in a payment application, or null. */
    @Nullable
    String holder(String place) {
        return takenPlaces.get(place);
    }

    /** Journals all that the work changes in one go. */
    <T> T together(Supplier<T> work) {
        return journal.together(work);
    }

    @Override
    public void close() {
        journal.close();
    }

    private List<Token> named(Set<String> references) {
        return references.stream().map(tokens::get).toList();
    }

    private void remember(Task task) {
        tasks.put(task.key(), task);
        if (task.isPending()) {
            pending.add(task.key());
            takenPlaces.put(task.place(), task.key());
        } else {
            pending.remove(task.key());
            if (task.tokenUniqueReference() == null) {
                takenPlaces.remove(task.place(), task.key());
            }
        }
    }

    private void remember(Token token) {
        Token former = tokens.put(token.tokenUniqueReference(), token);
        String holder = Task.key(token.serviceId(), token.taskId());
        if (former != null) {
            takenPlaces.remove(former.place(), holder);
            tokensByCard
                    .getOrDefault(former.face().panUniqueReference(), new LinkedHashSet<>())
                    .remove(token.tokenUniqueReference());
        }
        if (token.isLive()) {
            takenPlaces.put(token.place(), holder);
        }
        add(tokensByApp, token.paymentAppInstanceId(), token);
        add(tokensByCard, token.face().panUniqueReference(), token);
    }

    private static void add(Map<String, Set<String>> index, String key, Token token) {
        index.computeIfAbsent(key, unused -> new LinkedHashSet<>()).add(token.tokenUniqueReference());
    }
}
