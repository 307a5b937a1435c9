package io.coinslot.marketgateway.payment;

import io.coinslot.servicekit.aggregate.Task;
import io.coinslot.servicekit.aggregate.TaskDraft;
import io.coinslot.servicekit.idempotency.DerivedId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The calls to the market that a payment may have to make, by kind. */
public final class PaymentTasks {
    public static final String PREPARE = "prepare";
    public static final String CHARGE = "charge";
    public static final String VERIFY = "verify";
    public static final String CONFIRM = "confirm";
    public static final String FINISH = "finish";
    public static final String REFUND = "refund";
    public static final String REREAD = "reread";
    public static final String CANCEL = "cancel";
    public static final String REVIEW = "refund_review";
    public static final String REPORT_UNFINISHED = "report_unfinished";

    /** Name of the receipt of a verification that no client asked for. */
    public static final String NOTIFIED = "notified";

    /** Name of the receipt of a verification that follows the charging of a token. */
    public static final String CHARGED = "charged";

    public static final String RECEIPT_ID = "receiptId";
    public static final String REFUND_ID = "refundId";

    private static final String LAST_LOOK = "lastLook";
    private static final String SINCE = "since";
    private static final String AGAIN = "again";

    /** How long a second payment is left to the purchase that it may have been made for. */
    private static final Duration GRACE = Duration.ofMinutes(10);

    private static final Duration SOON = Duration.ofMinutes(1);

    private PaymentTasks() {}

    public static TaskDraft prepare() {
        return TaskDraft.now(PREPARE, PREPARE);
    }

    /** Charges the token that pays for a prepared payment. */
    public static TaskDraft charge() {
        return TaskDraft.now(CHARGE, CHARGE);
    }

    /** Reads what the market says about a receipt. */
    public static TaskDraft verify(String receiptId, Receipt receipt) {
        Map<String, String> data = new HashMap<>(receipt.toData());
        data.put(RECEIPT_ID, receiptId);
        return new TaskDraft(VERIFY + ":" + named(receiptId, receipt), VERIFY, Duration.ZERO, data);
    }

    /** Whether a client handed the receipt in, and is told what becomes of it. */
    static boolean isOfClient(String receiptId) {
        return !receiptId.equals(NOTIFIED) && !receiptId.equals(CHARGED);
    }

    /** Of what is notified, each receipt has a look of its own: one must not take the place of another. */
    private static String named(String receiptId, Receipt receipt) {
        return receiptId.equals(NOTIFIED) ? NOTIFIED + ":" + DerivedId.of("", receipt.value()) : receiptId;
    }

    /** Looks once more, after a while, at a payment for a purchase that is paid: what then still pays goes back. */
    static TaskDraft lookLast(Receipt receipt) {
        Map<String, String> data = new HashMap<>(receipt.toData());
        data.put(RECEIPT_ID, NOTIFIED);
        data.put(LAST_LOOK, LAST_LOOK);
        return new TaskDraft(LAST_LOOK + ":" + DerivedId.of("", receipt.value()), VERIFY, GRACE, data);
    }

    public static boolean isLastLook(Task verification) {
        return verification.data().containsKey(LAST_LOOK);
    }

    /** Reads it again after a while, since its money has yet to come. */
    static TaskDraft verifyLater(String receiptId, Receipt receipt, Duration delay) {
        TaskDraft now = verify(receiptId, receipt);
        return new TaskDraft(now.taskId(), now.kind(), delay, now.data());
    }

    /** Takes the money that the player has authorised. Recorded before it is done. */
    static TaskDraft confirm(String receiptId, Receipt receipt, Instant now) {
        TaskDraft verify = verify(receiptId, receipt);
        return new TaskDraft(CONFIRM + ":" + receiptId, CONFIRM, Duration.ZERO, verify.data())
                .with(SINCE, now.toString());
    }

    public static TaskDraft finish() {
        return TaskDraft.now(FINISH, FINISH);
    }

    /** Tells an operator, unless it is finished by then. */
    static TaskDraft reportUnfinishedAfter(Duration delay) {
        return TaskDraft.after(delay, REPORT_UNFINISHED, REPORT_UNFINISHED);
    }

    public static TaskDraft refund(String refundId) {
        return TaskDraft.now(REFUND + ":" + refundId, REFUND).with(REFUND_ID, refundId);
    }

    /** Of a refund that may have been made before, as its request is read late: the market's record is read first. */
    public static TaskDraft refundReadLate(String refundId) {
        return refund(refundId).with(AGAIN, AGAIN);
    }

    /** Asks after a while what became of a refund that is on its way. */
    public static TaskDraft refundLater(String refundId, Instant underwaySince, Duration delay) {
        return new TaskDraft(
                refund(refundId).taskId(),
                REFUND,
                delay,
                Map.of(REFUND_ID, refundId, AGAIN, AGAIN, SINCE, underwaySince.toString()));
    }

    /** Reads the market's record of a captured payment again. */
    public static TaskDraft reread() {
        return TaskDraft.now(REREAD, REREAD);
    }

    /** Reads it again for what the market told, which it may not show at once. */
    static TaskDraft rereadFor(TakenBack told) {
        return new TaskDraft(REREAD + ":" + told.name(), REREAD, Duration.ZERO, told.toData());
    }

    /** Reads it again after a while, since something is awaited that it will show. */
    static TaskDraft rereadSoon() {
        return TaskDraft.after(SOON, REREAD, REREAD);
    }

    /** Reads it once more after a while for the same reason. */
    public static TaskDraft rereadAgain(Task reading, Instant since, Duration wait) {
        return new TaskDraft(reading.taskId(), REREAD, wait, reading.data()).with(SINCE, since.toString());
    }

    /** Since when it is tried: a reading that awaits what is not shown, or a confirmation; null if that is not kept. */
    public static @Nullable Instant since(Task task) {
        String since = task.data().get(SINCE);
        return since == null ? null : Instant.parse(since);
    }

    /** Tells the market what became of the goods, before it decides on giving the money back. */
    static TaskDraft review(ReviewRequest request) {
        return new TaskDraft(REVIEW + ":" + request.id(), REVIEW, Duration.ZERO, request.toData());
    }

    /** What was given up is started once more. */
    static TaskDraft again(TaskDraft draft, Map<String, String> data) {
        Map<String, String> more = new HashMap<>(data);
        more.put(AGAIN, AGAIN);
        return new TaskDraft(draft.taskId(), draft.kind(), draft.delay(), more);
    }

    /** Whether nothing can have come of an attempt of before. */
    public static boolean isFirst(Task task) {
        return task.attempt() == 1 && !task.data().containsKey(AGAIN);
    }

    public static TaskDraft cancel() {
        return TaskDraft.now(CANCEL, CANCEL);
    }
}
