/** The copy of the catalog, fed by its compacted topics. */
@NullMarked
package io.coinslot.billing.catalog.kafka;

import org.jspecify.annotations.NullMarked;
