package io.coinslot.examplegame.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InventoryTest {
    private static final Goods GEMS = Goods.of("gem-100", 2);

    @TempDir
    Path folder;

    @Test
    void productNameTellsWhatIsGiven() {
        assertThat(GEMS).isEqualTo(new Goods("gem", 200));
        assertThat(Goods.of("season-pass", 1)).isEqualTo(new Goods("season-pass", 1));
    }

    @Test
    void purchaseIsGrantedOnce() {
        try (Inventory inventory = open()) {
            assertThat(inventory.grant("p1", "ann", GEMS)).isEqualTo(Inventory.Grant.GIVEN);
            assertThat(inventory.grant("p1", "ann", GEMS)).isEqualTo(Inventory.Grant.GIVEN_BEFORE);
            assertThat(inventory.of("ann")).containsEntry("gem", 200);
        }
    }

    @Test
    void purchaseIsTakenBackOnce() {
        try (Inventory inventory = open()) {
            inventory.grant("p1", "ann", GEMS);
            assertThat(inventory.takeBack("p1", "ann", GEMS)).isTrue();
            assertThat(inventory.takeBack("p1", "ann", GEMS)).isFalse();
            assertThat(inventory.of("ann")).containsEntry("gem", 0);
            assertThat(inventory.holds("p1")).isFalse();
        }
    }

    @Test
    void refundThatOvertakesTheGrantLeavesNothingToGrant() {
        try (Inventory inventory = open()) {
            inventory.takeBack("p1", "ann", GEMS);
            assertThat(inventory.grant("p1", "ann", GEMS)).isEqualTo(Inventory.Grant.REFUNDED_BEFORE);
            assertThat(inventory.of("ann")).doesNotContainKey("gem");
        }
    }

    @Test
    void everythingIsThereAfterAKillInTheMiddleOfALine() throws IOException {
        try (Inventory inventory = open()) {
            inventory.grant("p1", "ann", GEMS);
            inventory.grant("p2", "bob", GEMS);
            inventory.takeBack("p2", "bob", GEMS);
        }
        Files.writeString(folder.resolve("inventory.jsonl"), "{\"kind\":\"GRA", StandardOpenOption.APPEND);
        try (Inventory inventory = open()) {
            assertThat(inventory.of("ann")).containsEntry("gem", 200);
            assertThat(inventory.of("bob")).containsEntry("gem", 0);
            inventory.grant("p3", "ann", GEMS);
        }
        try (Inventory inventory = open()) {
            assertThat(inventory.of("ann")).containsEntry("gem", 400);
        }
    }

    private Inventory open() {
        return Inventory.open(folder.resolve("inventory.jsonl"), Clock.systemUTC());
    }
}
