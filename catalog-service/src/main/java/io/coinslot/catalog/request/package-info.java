/** What every request of the catalog has to do with: keys, versions and wrong fields. */
@NullMarked
package io.coinslot.catalog.request;

import org.jspecify.annotations.NullMarked;
