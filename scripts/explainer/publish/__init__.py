"""From built to published: scripts joined, styles placed, lasting names, policy, weight, check, swap, PDF.

In comes the folder that an engine built; out goes the one that readers get, all or nothing. The one rule: it
works on files alone, whoever made them, and stands on the ground of this package only.

`python -m explainer.publish` builds and publishes, `python -m explainer.publish.postprocess` does the middle
of it, `python -m explainer.publish.check` asks of a site what every reader may expect. For others: `build`
(publish, publish_offline, publish_pdf), `postprocess` (finish), `check` (check_site).
"""
