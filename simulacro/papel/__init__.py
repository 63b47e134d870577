"""The paper of the drill: what each acta says and how a scanner or a phone sees it."""
