package io.coinslot.billing.feed;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where a reader of the feed stands: a place in each partition. To the reader it is an opaque text. */
public record FeedCursor(List<Place> places) {
    private static final Pattern FORM = Pattern.compile("f1(;\\d{1,9}\\.\\d{1,3}){0,1000}");
    private static final int LONGEST = 16_384;
    private static final FeedCursor BEGINNING = new FeedCursor(List.of());

    public FeedCursor {
        places = List.copyOf(places);
    }

    /** How many events of which chunk have been handed out. */
    public record Place(int chunk, int events) {
        static final Place FIRST = new Place(0, 0);
    }

    /** Before the first event. */
    public static FeedCursor beginning() {
        return BEGINNING;
    }

    Place place(int partition) {
        return partition < places.size() ? places.get(partition) : Place.FIRST;
    }

    FeedCursor with(int partition, Place place) {
        List<Place> next = new ArrayList<>(places);
        while (next.size() <= partition) {
            next.add(Place.FIRST);
        }
        next.set(partition, place);
        return new FeedCursor(next);
    }

    /** The text that a reader keeps. */
    public String text() {
        StringBuilder text = new StringBuilder("f1");
        places.forEach(
                place -> text.append(';').append(place.chunk()).append('.').append(place.events()));
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.toString().getBytes(StandardCharsets.US_ASCII));
    }

    /** Reads a text; empty if it is none of ours. */
    public static Optional<FeedCursor> parse(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII);
            if (!FORM.matcher(plain).matches()) {
                return Optional.empty();
            }
            List<Place> places = new ArrayList<>();
            for (String part : plain.substring(2).split(";")) {
                if (!part.isEmpty()) {
                    int point = part.indexOf('.');
                    places.add(new Place(
                            Integer.parseInt(part, 0, point, 10),
                            Integer.parseInt(part, point + 1, part.length(), 10)));
                }
            }
            return Optional.of(new FeedCursor(places));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
