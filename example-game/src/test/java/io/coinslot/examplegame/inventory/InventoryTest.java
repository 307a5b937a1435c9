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
            assertThat(inventory.grant("p1", "ann", GEMS, 3)).isEqualTo(Inventory.Grant.GIVEN);
            assertThat(inventory.grant("p1", "ann", GEMS, 3)).isEqualTo(Inventory.Grant.GIVEN_BEFORE);
            assertThat(inventory.of("ann")).containsEntry("gem", 200);
        }
    }

    @Test
    void purchaseIsTakenBackOnce() {
        try (Inventory inventory = open()) {
            inventory.grant("p1", "ann", GEMS, 3);
            assertThat(inventory.takeBack("p1", "ann", GEMS, 3)).isTrue();
            assertThat(inventory.takeBack("p1", "ann", GEMS, 3)).isFalse();
            assertThat(inventory.of("ann")).containsEntry("gem", 0);
            assertThat(inventory.holds("p1")).isFalse();
        }
    }

    @Test
    void refundThatOvertakesTheGrantLeavesNothingToGrant() {
        try (Inventory inventory = open()) {
            inventory.takeBack("p1", "ann", GEMS, 3);
            assertThat(inventory.grant("p1", "ann", GEMS, 3)).isEqualTo(Inventory.Grant.REFUNDED_BEFORE);
            assertThat(inventory.of("ann")).doesNotContainKey("gem");
        }
    }

    /** The game granted, but its answer was lost: the goods that it took back are asked for as if there were none. */
    @Test
    void whatWasTakenBackIsGivenAgainWhenANewerVersionAsksForIt() {
        try (Inventory inventory = open()) {
            inventory.grant("p1", "ann", GEMS, 3);
            inventory.takeBack("p1", "ann", GEMS, 5);
            assertThat(inventory.grant("p1", "ann", GEMS, 8)).isEqualTo(Inventory.Grant.GIVEN);
            assertThat(inventory.grant("p1", "ann", GEMS, 8)).isEqualTo(Inventory.Grant.GIVEN_BEFORE);
            assertThat(inventory.of("ann")).containsEntry("gem", 200);
        }
        try (Inventory inventory = open()) {
            assertThat(inventory.takeBack("p1", "ann", GEMS, 7)).isFalse();
            assertThat(inventory.of("ann")).containsEntry("gem", 200);
        }
    }

    @Test
    void everythingIsThereAfterAKillInTheMiddleOfALine() throws IOException {
        try (Inventory inventory = open()) {
            inventory.grant("p1", "ann", GEMS, 3);
            inventory.grant("p2", "bob", GEMS, 3);
            inventory.takeBack("p2", "bob", GEMS, 3);
        }
        Files.writeString(folder.resolve("inventory.jsonl"), "{\"kind\":\"GRA", StandardOpenOption.APPEND);
        try (Inventory inventory = open()) {
            assertThat(inventory.of("ann")).containsEntry("gem", 200);
            assertThat(inventory.of("bob")).containsEntry("gem", 0);
            inventory.grant("p3", "ann", GEMS, 3);
        }
        try (Inventory inventory = open()) {
            assertThat(inventory.of("ann")).containsEntry("gem", 400);
        }
    }

    /** The disk may have kept a line although it said that it had not, and then the same webhook came again. */
    @Test
    void lineThatIsThereTwiceCountsOnce() throws IOException {
        try (Inventory inventory = open()) {
            inventory.grant("p1", "ann", GEMS, 3);
        }
        Path file = folder.resolve("inventory.jsonl");
        Files.writeString(file, Files.readString(file), StandardOpenOption.APPEND);
        try (Inventory inventory = open()) {
            assertThat(inventory.of("ann")).containsEntry("gem", 200);
        }
    }

    @Test
    void whatAnOlderVersionTellsLaterChangesNothing() {
        try (Inventory inventory = open()) {
            inventory.grant("p1", "ann", GEMS, 5);
            assertThat(inventory.restore("p1", "ann", GEMS, 9)).isFalse();
        }
        try (Inventory inventory = open()) {
            assertThat(inventory.takeBack("p1", "ann", GEMS, 7)).isFalse();
            assertThat(inventory.of("ann")).containsEntry("gem", 200);
            assertThat(inventory.takeBack("p1", "ann", GEMS, 11)).isTrue();
            assertThat(inventory.takeBack("p1", "ann", GEMS, 14)).isFalse();
            assertThat(inventory.restore("p1", "ann", GEMS, 13)).isFalse();
            assertThat(inventory.of("ann")).containsEntry("gem", 0);
        }
    }

    @Test
    void readsLinesWithoutAVersion() throws IOException {
        Files.writeString(folder.resolve("inventory.jsonl"), """
            {"kind":"GRANTED","purchaseId":"p1","player":"ann","goods":{"item":"gem","count":200},"at":"2026-11-22T08:00:00Z"}
            """);
        try (Inventory inventory = open()) {
            assertThat(inventory.takeBack("p1", "ann", GEMS, 7)).isTrue();
            assertThat(inventory.of("ann")).containsEntry("gem", 0);
        }
    }

    private Inventory open() {
        return Inventory.open(folder.resolve("inventory.jsonl"), Clock.systemUTC());
    }
}
