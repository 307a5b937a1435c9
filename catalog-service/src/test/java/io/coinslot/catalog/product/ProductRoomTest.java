package io.coinslot.catalog.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coinslot.servicekit.problem.ProblemException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProductRoomTest {
    private static final int MOST = 1_000;

    private final Catalog catalog = new Catalog();
    private final ProductRoom room = new ProductRoom(catalog, MOST);

    @Test
    void aCatalogIsFilledToTheLastPlaceAndNoFurther() {
        for (int number = 0; number < MOST; number++) {
            add(room, id(number));
        }
        assertThatThrownBy(() -> add(room, id(MOST))).isInstanceOf(ProblemException.class);
        add(room, id(0));
        assertThat(catalog.ids).hasSize(MOST);
    }

    @Test
    void fillingACatalogOneByOneCountsItSeldom() {
        for (int number = 0; number < MOST / 2; number++) {
            add(room, id(number));
        }
        assertThat(catalog.counts).isLessThan(10);
    }

    @Test
    void eightInstancesThatFillItTogetherStayWithinTheBound() {
        List<ProductRoom> rooms =
                Stream.generate(() -> new ProductRoom(catalog, MOST)).limit(8).toList();
        int refused = 0;
        for (int number = 0; number < 2 * MOST; number++) {
            try {
                add(rooms.get(number % rooms.size()), id(number));
            } catch (ProblemException e) {
                refused++;
            }
        }
        assertThat(catalog.ids).hasSize(MOST);
        assertThat(refused).isEqualTo(MOST);
    }

    @Test
    void oneRequestOfTooManyTakesNoRoom() {
        List<ProductId> tooMany =
                IntStream.rangeClosed(0, MOST).mapToObj(ProductRoomTest::id).toList();
        assertThatThrownBy(() -> room.requireFor("arcade", tooMany)).isInstanceOf(ProblemException.class);
        room.requireFor("arcade", tooMany.subList(0, MOST));
    }

    private void add(ProductRoom at, ProductId id) {
        at.requireFor("arcade", List.of(id));
        catalog.ids.add(id.value());
    }

    private static ProductId id(int number) {
        return new ProductId("gem_" + number);
    }

    private static final class Catalog implements ProductPages {
        private final Set<String> ids = new TreeSet<>();
        private int counts;

        @Override
        public List<Product> page(String serviceId, @Nullable ProductId after, int limit) {
            throw new UnsupportedOperationException("pages are not needed to count");
        }

        @Override
        public int countOf(String serviceId, List<ProductId> wanted) {
            return (int) wanted.stream().filter(id -> ids.contains(id.value())).count();
        }

        @Override
        public int count(String serviceId, int most) {
            counts++;
            return Math.min(most, ids.size());
        }
    }
}
