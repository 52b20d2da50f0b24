"""The published table of 2024-Q1, as printed: UK, Metropolitan Police's similar group, the force, three Maracs.

The source's column of recommended levels is "-" on every row. A full stop here is an empty cell there.
"""

from __future__ import annotations

from maracdash.model.areas import Level

COLUMNS = (
    (Level.UK, "K02000001"),
    (Level.GROUP, "E23000001"),
    (Level.FORCE, "E23000001"),
    (Level.MARAC, "Marac 1"),
    (Level.MARAC, "Marac 2"),
    (Level.MARAC, "Marac 3"),
)
TABLE = """
police-forces                 45         3         1         1         1         1
maracs                       275        46        29         1         1         1
entries                    9,845     1,488       691        50        26        30
cases                    117,359    32,077    15,683       589       660       751
recommended-cases        101,960    21,600    13,040       320       400       560
children                 148,217    37,445    15,923       725       822       799
cases-per-10k                 46        59        48        70        64        53
cases-change                9.2%      3.1%      2.6%     20.4%      6.1%     20.9%
repeat-rate                31.5%     31.1%     26.9%     19.7%     35.9%     18.8%
cases-with-children        26.9%     23.6%     23.0%     29.9%     16.2%      0.0%
idva-current             1,174.0     321.0     157.0       6.0       7.0       8.0
idva-recommended         1,020.0     216.0     130.5       3.5       4.0       6.0
admin-current              293.4      80.2      39.4       1.6       1.8       2.0
admin-recommended          255.0      54.0      32.6       0.8       1.0       1.4
non-police                 36.2%     44.2%     66.3%     65.3%     62.3%     83.2%
police                     63.8%     55.8%     33.7%     34.7%     37.7%     16.8%
idva                       12.5%     14.2%     23.8%     24.4%     27.3%     30.2%
childrens-social-care       2.9%      4.9%      8.3%      8.9%      7.5%      5.7%
primary-care                2.4%      2.0%      2.8%         .         .         .
secondary-care              2.7%      5.1%      5.6%         .         .         .
education                   0.2%      0.2%      0.1%         .         .         .
housing                     1.9%      2.7%      3.2%         .         .         .
mental-health               1.5%      2.3%      3.5%         .         .         .
probation                   2.5%      2.0%      3.1%         .         .         .
voluntary-sector            3.1%      2.6%      4.3%         .         .         .
substance                   0.6%      0.8%      1.1%         .         .         .
adult-social-care           0.9%      1.2%      1.8%         .         .         .
mash                        0.6%      1.2%      2.3%         .         .         .
other                       4.4%      5.1%      6.4%         .         .         .
minoritised-population     22.4%     49.9%     64.4%         .         .         .
minoritised-cases          14.9%     29.9%     45.9%         .         .         .
lgbtq                       1.7%      2.0%      2.5%         .         .         .
disability                  9.4%     10.1%     16.7%         .         .         .
males                       6.4%      7.2%      6.3%         .         .         .
victims-16-17              1,527       394       155         .         .         .
victims-16-17-share         1.3%      1.2%      1.0%         .         .         .
harming-17-or-below        1,234       410       123         .         .         .
victims-65-plus             1.1%      1.1%      1.5%         .         .         .
victims-asian               2.8%      7.0%      6.4%         .         .         .
"""
PRINTED = {slug: cells for slug, *cells in map(str.split, TABLE.strip().splitlines())}
