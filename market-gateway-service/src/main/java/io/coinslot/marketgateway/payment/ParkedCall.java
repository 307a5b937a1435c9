package io.coinslot.marketgateway.payment;

import io.coinslot.servicekit.aggregate.Task;
import io.coinslot.servicekit.aggregate.TaskDraft;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something about a payment that an operator is to see to.
 *
 * @param name what it is called among those of the payment: the id of its task, if it has one
 * @param task what kind it is, such as VERIFY, as events name it
 * @param data what its task needs beyond the payment; null if there is no task to start again
 * @param since when it was told
 * @param goesOn whether the task is tried again by itself all the same
 */
public record ParkedCall(
        String name, String task, @Nullable Map<String, String> data, String reason, Instant since, boolean goesOn) {
    public ParkedCall {
        data = data == null ? null : Map.copyOf(data);
    }

    static ParkedCall of(Task task, String reason, Instant since, boolean goesOn) {
        return new ParkedCall(task.taskId(), task.kind().toUpperCase(Locale.ROOT), task.data(), reason, since, goesOn);
    }

    ParkedCall toldAt(Instant time) {
        return new ParkedCall(name, task, data, reason, time, goesOn);
    }

    /** Whether there is a task to start again. */
    public boolean canBeStarted() {
        return data != null;
    }

    /** The task from the start. An attempt of before may have got through, which it has to reckon with. */
    TaskDraft anew() {
        if (data == null) {
            throw new IllegalStateException(name + " has no task");
        }
        return PaymentTasks.again(TaskDraft.now(name, task.toLowerCase(Locale.ROOT)), data);
    }

    @Nullable
    Receipt receipt() {
        return data == null ? null : Receipt.fromData(data);
    }
}
