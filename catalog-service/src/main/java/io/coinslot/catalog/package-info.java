/** Services with their market links, and the products that they sell. */
@NullMarked
package io.coinslot.catalog;

import org.jspecify.annotations.NullMarked;
