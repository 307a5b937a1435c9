/** Read-only tables that follow a compacted topic. */
@NullMarked
package io.coinslot.servicekit.table;

import org.jspecify.annotations.NullMarked;
