package io.coinslot.billing.limit.kafka;

import io.coinslot.billing.limit.User;
import io.coinslot.servicekit.event.EventEncoder;
import org.apache.avro.specific.SpecificRecord;

/** Users publish nothing: what counts for others is on the purchases. */
public final class NoUserEvents implements EventEncoder<User, Void> {
    @Override
    public String topic() {
        return "none";
    }

    @Override
    public SpecificRecord envelope(Header header, User user, Void event) {
        throw new IllegalStateException("users have no events");
    }
}
