/** Products, their prices and the import of many at once. */
@NullMarked
package io.coinslot.catalog.product;

import org.jspecify.annotations.NullMarked;
