package io.coinslot.localstack.launcher;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks in the order their needs give, only a few at a time: more starting processes than processors make each
 * other slow. A failed task keeps those that need it from running; the others go on.
 */
final class TaskGraph {
    private final Map<String, CompletableFuture<Void>> results = new ConcurrentHashMap<>();
    private final Semaphore places;
    private final BiConsumer<String, String> progress;

    TaskGraph(int atOnce, BiConsumer<String, String> progress) {
        this.places = new Semaphore(atOnce, true);
        this.progress = progress;
    }

    /** Runs all tasks and throws the first failure when everything that could run has run. */
    void run(List<Task> tasks) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            tasks.forEach(task -> results.put(task.name(), new CompletableFuture<>()));
            tasks.forEach(task -> afterNeeds(task)
                    .thenRunAsync(() -> runNow(task), threads)
                    .whenComplete((nothing, failure) -> complete(task, failure)));
            CompletableFuture.allOf(results.values().toArray(new CompletableFuture<?>[0]))
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private CompletableFuture<Void> afterNeeds(Task task) {
        return CompletableFuture.allOf(task.needs().stream()
                .flatMap(need -> Stream.ofNullable(results.get(need)))
                .toArray(CompletableFuture<?>[]::new));
    }

    private void complete(Task task, @Nullable Throwable failure) {
        CompletableFuture<Void> result = Objects.requireNonNull(results.get(task.name()));
        if (failure == null) {
            result.complete(null);
        } else {
            result.completeExceptionally(failure instanceof CompletionException wrapped ? wrapped.getCause() : failure);
        }
    }

    private void runNow(Task task) {
        places.acquireUninterruptibly();
        long start = System.nanoTime();
        try {
            task.action().run();
            progress.accept(task.name(), "ready after %.1f s".formatted((System.nanoTime() - start) / 1e9));
        } catch (UserError e) {
            progress.accept(task.name(), "failed");
            throw e;
        } catch (Exception e) {
            progress.accept(task.name(), "failed");
            throw new UserError(task.name() + " failed: " + e);
        } finally {
            places.release();
        }
    }
}
