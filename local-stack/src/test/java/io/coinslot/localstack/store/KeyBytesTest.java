package io.coinslot.localstack.store;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.backend.ValueComparator;
import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KeyBytesTest {
    private static final List<@Nullable Object> VALUES = new ArrayList<>(Arrays.asList(
            null,
            MinKey.getInstance(),
            MaxKey.getInstance(),
            Integer.MIN_VALUE,
            -1,
            -0.0,
            0,
            1,
            1L,
            1.0,
            2.5,
            1L << 40,
            -(1L << 40),
            Double.NEGATIVE_INFINITY,
            Double.POSITIVE_INFINITY,
            "",
            "\0",
            "\0a",
            "\1",
            "a",
            "a\0",
            "ab",
            "b",
            "\u007f",
            "\u0080",
            "\u07ff",
            "가",
            "\ud83c\udfb0",
            "\uffee",
            true,
            false,
            Instant.EPOCH,
            Instant.ofEpochMilli(-5),
            Instant.ofEpochMilli(1_700_000_000_000L),
            new ObjectId("00112233445566778899aabb"),
            new ObjectId("ff112233445566778899aabb"),
            new UUID(1, 2),
            new UUID(1, -2),
            new UUID(-1, 2)));

    @Test
    void sortsLikeTheValues() {
        for (Object left : VALUES) {
            for (Object right : VALUES) {
                int expected =
                        Integer.signum(ValueComparator.ascWithoutListHandling().compare(left, right));
                assertThat(compare(key(left, true), key(right, true)))
                        .as("%s and %s", left, right)
                        .isEqualTo(expected);
                assertThat(compare(key(left, false), key(right, false)))
                        .as("%s and %s, descending", left, right)
                        .isEqualTo(-expected);
            }
        }
    }

    @Test
    void aLaterFieldDecidesOnlyBetweenEqualOnes() {
        for (Object left : VALUES) {
            for (Object right : VALUES) {
                int first =
                        Integer.signum(ValueComparator.ascWithoutListHandling().compare(left, right));
                assertThat(compare(
                                new KeyBytes().add(left, true).add("z", false).withSlot(1),
                                new KeyBytes().add(right, true).add("a", false).withSlot(2)))
                        .as("%s and %s", left, right)
                        .isEqualTo(first == 0 ? -1 : first);
            }
        }
    }

    @Test
    void boundsEncloseWhatStartsWithTheSameValues() {
        for (Object value : VALUES) {
            for (boolean ascending : new boolean[] {true, false}) {
                byte[] before = new KeyBytes().add(value, ascending).before();
                byte[] after = new KeyBytes().add(value, ascending).after();
                byte[] entry =
                        new KeyBytes().add(value, ascending).add("x", false).withSlot(Integer.MAX_VALUE);
                assertThat(compare(before, entry)).isEqualTo(-1);
                assertThat(compare(entry, after)).isEqualTo(-1);
            }
        }
    }

    @Test
    void tellsTheSlot() {
        assertThat(KeyBytes.slot(new KeyBytes().add("a", false).withSlot(123_456)))
                .isEqualTo(123_456);
    }

    @Test
    void saysWhenItCannotTellValuesApart() {
        List<Object> coarse = List.of(new Document("a", 1), new BsonTimestamp(5), (1L << 53) + 1, List.of());
        assertThat(VALUES.stream().filter(value -> !(value instanceof MinKey || value instanceof MaxKey)))
                .noneMatch(KeyBytesTest::isCoarse);
        assertThat(coarse).allMatch(KeyBytesTest::isCoarse);
    }

    private static boolean isCoarse(@Nullable Object value) {
        return new KeyBytes().add(value, true).isCoarse();
    }

    private static byte[] key(@Nullable Object value, boolean ascending) {
        return new KeyBytes().add(value, ascending).withSlot(7);
    }

    private static int compare(byte[] left, byte[] right) {
        return Integer.signum(Arrays.compareUnsigned(left, right));
    }
}
