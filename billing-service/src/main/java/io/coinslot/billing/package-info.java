/** The billing service: purchases from request to delivery, and what happens to their money afterwards. */
@NullMarked
package io.coinslot.billing;

import org.jspecify.annotations.NullMarked;
