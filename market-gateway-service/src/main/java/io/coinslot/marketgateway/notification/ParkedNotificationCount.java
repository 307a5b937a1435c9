package io.coinslot.marketgateway.notification;

/** How many notifications wait for an operator, counted from time to time: what they set their alarms on. */
public final class ParkedNotificationCount {
    /** There is no use in counting further. */
    static final int MOST_COUNTED = 1_000;

    private final ParkedNotifications notifications;
    private volatile int waiting;

    public ParkedNotificationCount(ParkedNotifications notifications) {
        this.notifications = notifications;
    }

    /** Counts anew. */
    public void count() {
        waiting = notifications.count(MOST_COUNTED);
    }

    public int waiting() {
        return waiting;
    }
}
