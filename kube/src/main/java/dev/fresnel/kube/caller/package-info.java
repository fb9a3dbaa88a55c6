/** What is asked as the Caller, one object or one permission at a time, and never from what a Store holds. */
@NullMarked
package dev.fresnel.kube.caller;

import org.jspecify.annotations.NullMarked;
