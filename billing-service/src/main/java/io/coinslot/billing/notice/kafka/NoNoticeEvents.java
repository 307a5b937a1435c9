package io.coinslot.billing.notice.kafka;

import io.coinslot.billing.notice.Notice;
import io.coinslot.servicekit.event.EventEncoder;
import org.apache.avro.specific.SpecificRecord;

/** Notices publish nothing: they tell what a topic has told already. */
public final class NoNoticeEvents implements EventEncoder<Notice, Void> {
    @Override
    public String topic() {
        return "none";
    }

    @Override
    public SpecificRecord envelope(Header header, Notice notice, Void event) {
        throw new IllegalStateException("notices have no events");
    }
}
