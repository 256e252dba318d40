print("moudsim")
