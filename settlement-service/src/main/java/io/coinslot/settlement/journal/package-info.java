/** Double-entry bookkeeping: one balanced entry for each event that moves money; see docs/journal.md. */
@NullMarked
package io.coinslot.settlement.journal;

import org.jspecify.annotations.NullMarked;
