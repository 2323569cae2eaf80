"""From a holder's award to a reasoned, dated, advisory judgement.

One principle keeps it fair: **only what is certain of this very award can count against it; what is unknown, general or
merely likely can only count for it.** So a fact that becomes unknown leaves more possibilities open, and the verdict is
the mildest over all of them.
"""
