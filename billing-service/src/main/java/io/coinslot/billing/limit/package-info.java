/** What a user may spend, what is reserved of it, and what the user consented to. */
@NullMarked
package io.coinslot.billing.limit;

import org.jspecify.annotations.NullMarked;
